import { CircleAlert, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";

interface ProblemBadgeProps {
  errors: number;
  warnings: number;
}

/** How many problems an interaction has; nothing for none. */
export function ProblemBadge({ errors, warnings }: ProblemBadgeProps) {
  const count = errors + warnings;
  if (count === 0) return null;
  return (
    <Badge tone={errors > 0 ? "danger" : "warning"}>
      {errors > 0 ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
      <span aria-hidden>{count}</span>
      <span className="sr-only">{count === 1 ? "1 problem" : `${count} problems`}</span>
    </Badge>
  );
}
