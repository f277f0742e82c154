* only
\ comments
