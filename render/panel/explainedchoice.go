package panel

// ChoiceNumbers are the definitions behind what is shown of single choices of agents.
var ChoiceNumbers = []Number{
	{aboutChoice, "Gradient times input (Simonyan et al. 2014; Ancona et al. 2018): of each sense at each past decision the sum of x·dL/dx, with L = ln p/(1−p) the log-odds of the chosen action, p in brackets. To first order it is what L would lose had that sense been silent then, in nats. Bars: sizes, summed over half a second; the height is logarithmic, colours share it. It goes back through the policy's memory, by the weights of now, over what was recorded. Shares: now is the last decision, memory all before. A gradient is local and no cause: of two that each suffice it may show neither, nothing of a memory that is full, nothing beyond 30 s."},
	{aboutKept, "What the policy is told by its code of the goal, at every decision, was made when that was kept: at the last visit, or when a goal was pretended. The effect of all that, on the same scale, stands there as a pin; at the left end with its age if it was longer ago. Simplified: the vector to the goal comes from the code of now, too, and all of it is counted for the visit. Bars are what went through the policy's own memory; flags are visits, with which trials begin."},
}
