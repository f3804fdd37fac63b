import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireSessionForAllBots } from "@/app/current-session";
import { Verifier } from "@/components/events/verifier/verifier";
import { WebhookPages, WEBHOOKS_PATH } from "@/components/events/webhook-pages";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Verify a request" };

export default async function VerifyPage() {
  const { role } = await requireSessionForAllBots();
  const endpoints = await (await getServerCaller()).eventEndpoints.list();
  return (
    <PageBody>
      <PageHeader
        title="Verify a request"
        description="Find out why your system refuses a request, or whether a request came from Parley."
      />
      <WebhookPages current={`${WEBHOOKS_PATH}/verify`} />
      {content(hasRole(role, "editor"), endpoints)}
    </PageBody>
  );
}

function content(canVerify: boolean, endpoints: { id: string; name: string }[]) {
  if (!canVerify) {
    return (
      <EmptyState icon={<ShieldCheck />} title="Only editors can verify requests">
        Ask an owner or admin of this workspace for the role of an editor.
      </EmptyState>
    );
  }
  if (endpoints.length > 0) return <Verifier endpoints={endpoints.map(({ id, name }) => ({ id, name }))} />;
  return (
    <EmptyState
      icon={<ShieldCheck />}
      title="There is no endpoint yet"
      action={
        <Button asChild variant="outline">
          <Link href={WEBHOOKS_PATH}>Go to the endpoints</Link>
        </Button>
      }
    >
      A signature is checked with the secret of an endpoint. Add one first.
    </EmptyState>
  );
}
