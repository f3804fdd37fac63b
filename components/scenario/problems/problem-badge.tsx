import { CircleAlert, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { ScenarioProblem } from "@/server/scenario/problems/scenario-problem";

interface ProblemBadgeProps {
  /** All problems of the scenario. */
  problems: readonly ScenarioProblem[];
  interactionId: string;
}

/** How many problems an interaction has; nothing for none. */
export function ProblemBadge({ problems, interactionId }: ProblemBadgeProps) {
  const own = problems.filter((problem) => problem.interactionId === interactionId);
  if (own.length === 0) return null;
  const isBroken = own.some(({ severity }) => severity === "error");
  return (
    <Badge tone={isBroken ? "danger" : "warning"}>
      {isBroken ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
      <span aria-hidden>{own.length}</span>
      <span className="sr-only">{own.length === 1 ? "1 problem" : `${own.length} problems`}</span>
    </Badge>
  );
}
