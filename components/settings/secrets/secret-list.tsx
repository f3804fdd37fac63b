import { KeyRound } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { AddSecretButton } from "./add-secret-button";
import { SecretRow } from "./secret-row";
import type { Secret } from "./secret-types";

interface SecretListProps {
  secrets: readonly Secret[];
  /** Whether the member may add, change and delete secrets. */
  canChange: boolean;
}

/** The secrets of the workspace; their values are not shown. */
export function SecretList({ secrets, canChange }: SecretListProps) {
  if (secrets.length === 0) {
    return (
      <EmptyState icon={<KeyRound />} title="No secrets yet" {...(canChange && { action: <AddSecretButton /> })}>
        {canChange
          ? "Save an API key that several actions use. Each action can send it, and a new key is typed in one place only."
          : "Owners and admins of this workspace add them."}
      </EmptyState>
    );
  }
  return (
    <Card className="gap-0 py-0">
      <ul aria-label="Secrets" className="divide-y">
        {secrets.map((secret) => (
          <SecretRow key={secret.id} secret={secret} canChange={canChange} />
        ))}
      </ul>
    </Card>
  );
}
