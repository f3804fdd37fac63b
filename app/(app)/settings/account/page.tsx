import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { PasswordCard } from "@/components/account/password-card";
import { SessionsCard } from "@/components/account/sessions-card";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { user } = await requireSession();
  const hasPassword = await (await getServerCaller()).accounts.hasPassword();
  return (
    <PageBody>
      <PageHeader title="Account" description="How you sign in, in all your workspaces." />
      <div className="grid gap-4">
        <PasswordCard email={user.email} hasPassword={hasPassword} />
        <SessionsCard />
      </div>
    </PageBody>
  );
}
