import type { ReactNode } from "react";
import { AuthPanel } from "@/components/auth/auth-panel";
import { TrpcProvider } from "@/components/trpc/trpc-provider";

/** Pages that links in e-mails open. Unlike the sign-in page, they are also for people who are signed in. */
export default function LinksLayout({ children }: { children: ReactNode }) {
  return (
    <TrpcProvider>
      <AuthPanel>{children}</AuthPanel>
    </TrpcProvider>
  );
}
