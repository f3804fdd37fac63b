import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { describePath } from "./describe-path";
import type { Fault } from "./fault";

interface FaultSummaryProps {
  faults: Fault[];
  onGoTo: (path: string) => void;
}

/** Everything that kept an action from being saved, each leading to its field. */
export function FaultSummary({ faults, onGoTo }: FaultSummaryProps) {
  const title = faults.length === 1 ? "Not saved: one thing to mend" : `Not saved: ${faults.length} things to mend`;
  return (
    <Alert tone="danger" title={title}>
      <ul className="mt-1 grid gap-1">
        {faults.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <Button
              variant="link"
              className="inline h-auto text-left font-medium whitespace-normal text-current underline"
              onClick={() => onGoTo(path)}
            >
              {describePath(path) || "The action"}
            </Button>{" "}
            {message}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
