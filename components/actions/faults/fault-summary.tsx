import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { describePath } from "./describe-path";
import type { Fault } from "./fault";

interface FaultSummaryProps {
  faults: Fault[];
  onGoTo: (path: string) => void;
}

/** Lists the faults that prevented the save, each with a link to its field. */
export function FaultSummary({ faults, onGoTo }: FaultSummaryProps) {
  const title = faults.length === 1 ? "Not saved: 1 thing to fix" : `Not saved: ${faults.length} things to fix`;
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
