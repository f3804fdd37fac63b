import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AuthPanel } from "@/components/auth/auth-panel";
import { TrpcProvider } from "@/components/trpc/trpc-provider";
import { currentSession, noAccessTitle } from "../current-session";

/** Applies to the pages below. */
export async function generateMetadata(): Promise<Metadata> {
  return (await noAccessTitle()) ?? {};
}

export default async function AuthLayout({ children }: { children: ReactNode }) {
  if (await currentSession()) redirect("/bots");
  return (
    <TrpcProvider>
      <AuthPanel>{children}</AuthPanel>
    </TrpcProvider>
  );
}
