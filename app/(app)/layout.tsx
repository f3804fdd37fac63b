import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { LiveProvider } from "@/components/live/live-provider";
import { AppShell } from "@/components/shell/app-shell";
import { FOLDED, FOLDED_COOKIE } from "@/components/shell/folded-cookie";
import { TrpcProvider } from "@/components/trpc/trpc-provider";
import { Toaster } from "@/components/ui/toaster";
import { noAccessTitle, requireSession } from "../current-session";

/** Applies to the pages below. */
export async function generateMetadata(): Promise<Metadata> {
  return (await noAccessTitle()) ?? {};
}

export default async function AppLayout({ children }: { children: ReactNode }) {
  const { user, workspace } = await requireSession();
  const isFolded = (await cookies()).get(FOLDED_COOKIE)?.value === FOLDED;
  return (
    <TrpcProvider>
      <LiveProvider memberKey={`${workspace.id}:${user.id}`}>
        <AppShell user={user} workspace={workspace} initiallyFolded={isFolded}>
          {children}
        </AppShell>
      </LiveProvider>
      <Toaster />
    </TrpcProvider>
  );
}
