"use client";

import { ErrorNotice, type ErrorNoticeProps } from "@/components/shell/error-notice";

/** The same within the shell, which has the logo and the page's `<main>`. */
export default function ErrorPage(props: ErrorNoticeProps) {
  return (
    <div className="flex min-h-[70dvh] flex-col items-center justify-center gap-6 px-6 py-16 text-center">
      <ErrorNotice {...props} />
    </div>
  );
}
