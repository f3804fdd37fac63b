import type { Metadata } from "next";
import { NotFoundNotice } from "@/components/shell/not-found-notice";

export const metadata: Metadata = { title: "Not found" };

/** The same within the shell, which has the logo and the page's `<main>`. */
export default function NotFound() {
  return (
    <div className="flex min-h-[70dvh] flex-col items-center justify-center gap-6 px-6 py-16 text-center">
      <NotFoundNotice />
    </div>
  );
}
