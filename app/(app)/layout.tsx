import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { LiveProvider } from "@/components/live/live-provider";
import { DeletionNotice } from "@/components/shell/deletion-notice";
import { AppShell } from "@/components/shell/app-shell";
import { PageWorkspace } from "@/components/shell/page-workspace";
import { FOLDED, FOLDED_COOKIE } from "@/components/shell/folded-cookie";
import { AccountThemeScript } from "@/components/theme/account-theme-script";
import { TrpcProvider } from "@/components/trpc/trpc-provider";
import { OwnLanguageProvider } from "@/components/ui/own-language";
import { TimeZoneProvider } from "@/components/ui/time-zone";
import { Toaster } from "@/components/ui/toaster";
import { pageNonce } from "@/server/http/nonce";
import { hasRole } from "@/server/roles";
import { getServerCaller } from "@/server/trpc/caller";
import { noAccessTitle, requireSession } from "../current-session";

/** Applies to the pages below. */
export async function generateMetadata(): Promise<Metadata> {
  return (await noAccessTitle()) ?? {};
}

export default async function AppLayout({ children }: { children: ReactNode }) {
  const { user, workspace, role, isLimited } = await requireSession();
  const caller = await getServerCaller();
  const [guide, own] = await Promise.all([
    hasRole(role, "editor") ? caller.guide.get() : null,
    caller.accounts.workspaces(),
  ]);
  const workspaces = own.map((each) => each.workspace);
  const isFolded = (await cookies()).get(FOLDED_COOKIE)?.value === FOLDED;
  return (
    <TrpcProvider key={workspace.id} workspaceId={workspace.id}>
      <PageWorkspace id={workspace.id} />
      <AccountThemeScript theme={user.theme} nonce={await pageNonce()} />
      <TimeZoneProvider timeZone={user.timeZone}>
        <OwnLanguageProvider language={user.language}>
          <LiveProvider memberKey={`${workspace.id}:${user.id}`}>
            <AppShell
              user={user}
              workspace={workspace}
              workspaces={workspaces}
              role={role}
              isLimited={isLimited}
              guide={guide}
              initiallyFolded={isFolded}
            >
              {workspace.deleteAt !== null && <DeletionNotice deleteAt={workspace.deleteAt} />}
              {children}
            </AppShell>
          </LiveProvider>
        </OwnLanguageProvider>
      </TimeZoneProvider>
      <Toaster />
    </TrpcProvider>
  );
}
