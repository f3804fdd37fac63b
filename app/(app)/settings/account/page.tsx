import type { Metadata } from "next";
import { requireSession } from "@/app/current-session";
import { ActivityCard } from "@/components/account/activity-card";
import { DeleteAccountCard } from "@/components/account/delete-account-card";
import { EmailCard } from "@/components/account/email-card";
import { PasswordCard } from "@/components/account/password-card";
import { ProfileCard } from "@/components/account/profile-card";
import { SessionsCard } from "@/components/account/sessions-card";
import { TwoFactorCard } from "@/components/account/two-factor/two-factor-card";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { getServerCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { user } = await requireSession();
  const { accounts } = await getServerCaller();
  const [account, sessions, activity, plan] = await Promise.all([
    accounts.account(),
    accounts.sessions(),
    accounts.activity(),
    accounts.deletionPlan(),
  ]);
  const { hasPassword } = account;
  return (
    <PageBody>
      <PageHeader title="Account" description="Who you are and how you sign in, in all your workspaces." />
      <div className="grid gap-4">
        <ProfileCard profile={account.profile} photoId={user.photoId} />
        <EmailCard
          email={user.email}
          isConfirmed={account.isEmailConfirmed}
          sendsMail={account.sendsMail}
          hasPassword={hasPassword}
        />
        <PasswordCard email={user.email} hasPassword={hasPassword} />
        <TwoFactorCard
          isOn={account.hasSecondFactor}
          recoveryCodesLeft={account.recoveryCodesLeft}
          hasPassword={hasPassword}
        />
        <SessionsCard sessions={sessions} />
        <ActivityCard events={activity} />
        <DeleteAccountCard plan={plan} hasPassword={hasPassword} />
      </div>
    </PageBody>
  );
}
