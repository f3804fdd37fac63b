import type { ReactNode } from "react";
import { Logo } from "@/components/brand/logo";
import { cn } from "@/components/ui/cn";

const centred = "flex flex-col items-center justify-center gap-6 px-6 py-16 text-center";

/** A notice that fills the whole page. */
export function NoticePage({ children }: { children: ReactNode }) {
  return (
    <main className={cn(centred, "min-h-dvh")}>
      <Logo />
      {children}
    </main>
  );
}

/** A notice within the shell, which already has the logo and the page's `<main>`. */
export function NoticePanel({ children }: { children: ReactNode }) {
  return <div className={cn(centred, "min-h-[70dvh]")}>{children}</div>;
}
