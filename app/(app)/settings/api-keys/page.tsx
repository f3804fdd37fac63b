import { SquareTerminal } from "lucide-react";
import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { ApiNav } from "@/components/settings/api-keys/api-nav";
import { CreateKeyButton } from "@/components/settings/api-keys/create-key-button";
import { KeyList } from "@/components/settings/api-keys/key-list";
import { PageBody } from "@/components/shell/page-body";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const { role } = await requireSession();
  const isAdmin = hasRole(role, "admin");
  const keys = isAdmin ? await (await getServerCaller()).apiKeys.list() : [];
  return (
    <PageBody>
      <PageHeader
        title="API keys"
        description="With a key, a program reads from this workspace. A key belongs to the workspace, so it keeps working after its creator has left."
        actions={keys.length > 0 && <CreateKeyButton />}
      />
      <ApiNav current="keys" />
      {isAdmin ? (
        <KeyList keys={keys} />
      ) : (
        <EmptyState icon={<SquareTerminal />} title="Only admins see the API keys">
          Ask an owner or admin of this workspace to create a key for your program.
        </EmptyState>
      )}
    </PageBody>
  );
}
