set terminal svg size 640,440 dynamic
set output 'figure1.svg'
set datafile separator ','
set key left top
set xlabel 'social value'
set ylabel 'share of the surplus'
plot 'figure1.csv' every ::1 using 2:3 with lines lt 1 title 'optimal', \
     '' every ::1 using 2:4 with lines lt 1 notitle
