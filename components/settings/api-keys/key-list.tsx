import { SquareTerminal } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { ApiKey } from "./api-key-types";
import { CreateKeyButton } from "./create-key-button";
import { KeyRow } from "./key-row";

/** The API keys of the workspace. */
export function KeyList({ keys }: { keys: readonly ApiKey[] }) {
  if (keys.length === 0) {
    return (
      <EmptyState icon={<SquareTerminal />} title="No API keys yet" action={<CreateKeyButton />}>
        Create a key for a program of yours that reads what happens in this workspace. Events are recorded from the
        first key on.
      </EmptyState>
    );
  }
  return (
    <Card className="gap-0 py-0">
      <ul aria-label="API keys" className="divide-y">
        {keys.map((apiKey) => (
          <KeyRow key={apiKey.id} apiKey={apiKey} />
        ))}
      </ul>
    </Card>
  );
}
