import type { Metadata } from "next";
import { Logo } from "@/components/brand/logo";
import { NotFoundNotice } from "@/components/shell/not-found-notice";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-6 py-16 text-center">
      <Logo />
      <NotFoundNotice />
    </main>
  );
}
