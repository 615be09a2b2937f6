package panel

// AgentNumbers are the definitions behind what is shown of agents.
var AgentNumbers = []Number{
	{"score", "Mean of frozen copies of the agent in episodes of 90 s that nobody learns from: 10 for each goal reached, actions drawn by their probabilities. In brackets the 95 % interval over episodes (percentile bootstrap, 2000 resamples). Thin: mean return of training episodes, with rewards for new squares and, in some recipes, cut short: not a score. Lines: a random rat, one that knows the map or searches perfectly, and means of 100 episodes of Banino et al. 2018, in another body with other eyes: compare orders and effects."},
	{"next point", "Time until the test under way is expected to end: tests follow each other beside learning, in one goroutine, with the newest weights."},
	{"learnt from", "Decisions of all worlds together that the weights come from, and the seconds of this machine that learning took; growing eyes and heads, and pauses, not counted."},
	{"match", "How like the code of now, at the place of the rat on the map below, the code of the goal is: Pearson correlation over the units, 1 for the same. The map: the same for a code made anew at every place of the floor, from −1, blue, to 1, red. A click takes the code of a place for the goal's (the experiment with fake goal codes of Banino et al. 2018); the ring is dashed then."},
	{"places alike", "Regions of the floor whose code correlates with the goal's by 0.8 or more. Units of one module have the same spacing: to them many places look like the goal. Modules with other spacings disagree about all of those but one, so that together they know one place."},
	{"codes", "Activity of the units that are the rat's sense of place, now and as it was at its last visit of the goal: a cell each, module by module, on one scale for both from 0, or the lowest, to the highest of the module."},
	{"trial", "A run from a start to a goal: episode and number in it, newest first; each visit puts the rat elsewhere. The last one of an episode, grey, was cut by its end: it has no time and no efficiency. First trials are searches, later ones know the goal."},
	{"trial times", "Seconds from the start to the goal. First: the first trial of each episode, means with those that the end of the episode cut, histograms without. Later: all others that reached a goal. Intervals are 95 %, over episodes (variance of the ratio of two sums, Cochran 1977)."},
	{"path efficiency", "Shortest way round the walls by the way that the rat went, of trials that reached a goal; 1 at best. A rat that goes in four directions at right angles, without turning, has 0.79 on average."},
	{"SPL", "Success weighted by path length: shortest / max(shortest, way), 0 of trials that were not ended, mean over all trials (Anderson et al. 2018). The trial that the end of an episode cuts counts as a failure."},
	{"goal found", "Share of episodes in which the first trial reached a goal."},
	{"heading error", "Angle between where the rat is from its start and where the nearest goal is, when it is a body's length away from the start for the first time; a random direction has 90° on average. Mean: of later trials that reached a goal."},
	{"door", "The door that the rat passed last before the goal, of those that have a name."},
	{"difference", "The second less the first, with its 95 % interval: of pairs where both are of the same episodes, which share their mazes, goals and starts. It stands out where the interval leaves 0 out."},
	{"zone time", "Share of the time spent in a place, with its 95 % interval over episodes; the line across is chance: the share of the floor that it covers."},
	{"healthy", "Green: where runs that learn have a measure, a rule of thumb. Leaving it says where to look, not what is wrong. Value loss and speed have no such range."},
	{"entropy", "Of the six actions' probabilities, mean over decisions, nats; at random it is ln 6 = 1.79. It falls as the policy commits itself; near 0 before the score is high, the policy has lost its repertoire, and little is tried any more."},
	{"divergence", "Kullback-Leibler divergence of the policy after an update from that before, mean over the last epoch, nats. Above 0.02 updates are said to be too large."},
	{"share clipped", "Share of decisions whose probability has changed by more than the clip of the recipe within an update, so that they teach no more (Schulman et al. 2017)."},
	{"explained variance", "Share of the variance of returns that the values at the time explain: 1 at best, 0 for a constant, below 0 worse than that."},
	{"policy loss", "The clipped surrogate per decision: what an update lowers, of advantages with mean 0 and standard deviation 1; of a3c log probability times advantage. It is near 0 and says little by itself."},
	{"value loss", "Mean squared error of the value per decision, in the learner's unit, a tenth of a visit. It may rise while scores do, because there is more to foresee."},
	{"gradient norm", "Of all weights together, before it is limited. Beyond the limit of the recipe, the upper end of the green, steps are shortened."},
	{"decisions/s", "Decisions of all worlds together per second of learning, between points of the curve."},
}
