import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AuthPanel } from "@/components/auth/auth-panel";
import { TrpcProvider } from "@/components/trpc/trpc-provider";
import { returnPath } from "@/server/accounts/sessions/return-path";
import { requestedPath } from "@/server/http/requested-path";
import { currentSession, noAccessTitle } from "../current-session";

/** Applies to the pages below. */
export async function generateMetadata(): Promise<Metadata> {
  return (await noAccessTitle()) ?? {};
}

export default async function AuthLayout({ children }: { children: ReactNode }) {
  if (await currentSession()) redirect(await pathAfterSignIn());
  return (
    <TrpcProvider>
      <AuthPanel>{children}</AuthPanel>
    </TrpcProvider>
  );
}

/** A layout gets no query, so it is read from the path that the proxy passes on. */
async function pathAfterSignIn(): Promise<string> {
  const asked = new URL((await requestedPath()) ?? "/", "http://parley.invalid");
  return returnPath(asked.searchParams.get("callbackUrl") ?? undefined);
}
