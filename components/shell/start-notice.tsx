import type { ReactNode } from "react";
import Link from "next/link";
import { Button } from "@/components/ui/button";

/** The only content of a page that cannot be shown: the reason, advice, and a link to the home page. */
export function StartNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-22 font-semibold tracking-tight">{title}</h1>
        <p className="max-w-md text-14 leading-6 text-balance text-muted-foreground">{children}</p>
      </div>
      <Button asChild>
        <Link href="/">Go to the home page</Link>
      </Button>
    </>
  );
}
