import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { AddSecretButton } from "@/components/settings/secrets/add-secret-button";
import { SecretList } from "@/components/settings/secrets/secret-list";
import { PageBody } from "@/components/shell/page-body";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Secrets" };

export default async function SecretsPage() {
  const { role } = await requireSession();
  const canSee = hasRole(role, "editor");
  const canChange = hasRole(role, "admin");
  const secrets = canSee ? await (await getServerCaller()).secrets.list() : [];
  return (
    <PageBody>
      <PageHeader
        title="Secrets"
        description="Values such as API keys that actions of all bots may send. In an action, write {{secrets.name}}."
        actions={canChange && secrets.length > 0 && <AddSecretButton />}
      />
      {canSee ? (
        <SecretList secrets={secrets} canChange={canChange} />
      ) : (
        <EmptyState icon={<KeyRound />} title="Only editors see the secrets">
          Ask an owner or admin of this workspace for the role of an editor.
        </EmptyState>
      )}
    </PageBody>
  );
}
