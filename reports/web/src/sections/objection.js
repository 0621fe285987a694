// What speaks most against a strategy, in words; what that is, the results say.
import { criteria } from "../data/criteria.js";
import { quantity } from "../format.js";
import { criterionName } from "./criterion-name.js";
import { unitOfRequirement } from "./verdict-requirements.jsx";

export function objectionOf(say, name, against) {
  if (against.missed) {
    return say("verdict.against-missed", { name, that: against.missed, value: quantity(against.value.value, unitOfRequirement({ unit: against.unit, that: against.missed })) });
  }
  const share = criteria.find(({ metric, statistic }) => `${statistic}(${metric})` === against.criterion)?.share;
  const as = ({ value }) => quantity(value, share ? "%" : against.unit);
  return say("verdict.against-it", { name, what: criterionName(say, against.criterion), value: as(against.value), best: against.best, bestValue: as(against.best_value) })
    + (against.alike.length > 0 ? say("verdict.against-alike", { names: say.list(against.alike) }) : "");
}
