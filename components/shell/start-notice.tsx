import type { ReactNode } from "react";
import Link from "next/link";
import { Button } from "@/components/ui/button";

/** A page's only content when it cannot be shown: why, what to do, and a link to the start. */
export function StartNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        <p className="max-w-md text-sm leading-6 text-balance text-muted-foreground">{children}</p>
      </div>
      <Button asChild>
        <Link href="/">Go to the start</Link>
      </Button>
    </>
  );
}
