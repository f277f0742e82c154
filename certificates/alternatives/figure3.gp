set terminal svg size 640,440 dynamic
set output 'figure3.svg'
set datafile separator ','
set key left top
set xlabel 'mean of the social value'
set ylabel 'welfare guarantee'
plot 'figure3.csv' every ::1 using 2:3 with lines lt 1 title 'optimal', \
     '' every ::1 using 2:4 with lines lt 1 notitle, \
     '' every ::1 using 2:6 with lines lt 2 title 'linear', \
     '' every ::1 using 2:9 with lines lt 3 title 'unilateral'
