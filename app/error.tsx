"use client";

import { Logo } from "@/components/brand/logo";
import { ErrorNotice, type ErrorNoticeProps } from "@/components/shell/error-notice";

export default function ErrorPage(props: ErrorNoticeProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-6 py-16 text-center">
      <Logo />
      <ErrorNotice {...props} />
    </main>
  );
}
