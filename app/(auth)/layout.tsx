import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AuthPanel } from "@/components/auth/auth-panel";
import { TrpcProvider } from "@/components/trpc/trpc-provider";
import { currentSession } from "../current-session";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  if (await currentSession()) redirect("/bots");
  return (
    <TrpcProvider>
      <AuthPanel>{children}</AuthPanel>
    </TrpcProvider>
  );
}
