<?xml version = "1.0" encoding="UTF-8" standalone="yes"?>
<CPLEXSolution version="1.2">
 <header
   problemName="toy.mps"
   objectiveValue="6.2857142857142856"
   solutionTypeValue="1"
   solutionTypeString="basic"
   solutionStatusValue="1"
   solutionStatusString="optimal"
   solutionMethodString="dual"
   primalFeasible="1"
   dualFeasible="1"
   simplexIterations="2"
   writeLevel="1"/>
 <quality
   epRHS="9.9999999999999995e-07"
   epOpt="9.9999999999999995e-07"
   maxPrimalInfeas="0"
   maxDualInfeas="0"
   maxX="3"
   kappa="7.5"/>
 <linearConstraints>
  <constraint name="DEMAND" index="0" status="LL" slack="0" dual="1.4285714285714286"/>
  <constraint name="CAP" index="1" status="BS" slack="2.8571428571428572" dual="0"/>
  <constraint name="BALANCE" index="2" status="LL" slack="0" dual="0.5714285714285714"/>
 </linearConstraints>
 <variables>
  <variable name="X" index="0" status="UL" value="3" reducedCost="-3.2857142857142856"/>
  <variable name="Y" index="1" status="BS" value="1" reducedCost="0"/>
  <variable name="&#90;" index="2" status="BS" value="0.5714285714285714" reducedCost="0"/>
  <variable name="W" index="3" status="UL" value="1" reducedCost="-1"/>
 </variables>
</CPLEXSolution>
