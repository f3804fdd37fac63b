import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { TrpcProvider } from "@/components/trpc/trpc-provider";
import { Toaster } from "@/components/ui/toaster";
import { noAccessTitle, requireSession } from "../current-session";

/** Applies to the pages below. */
export async function generateMetadata(): Promise<Metadata> {
  return (await noAccessTitle()) ?? {};
}

export default async function AppLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  return (
    <TrpcProvider>
      <AppShell user={session.user} workspace={session.workspace}>
        {children}
      </AppShell>
      <Toaster />
    </TrpcProvider>
  );
}
