import Link from "next/link";
import { Button } from "@/components/ui/button";

/** Says that an address leads to nothing, and where to go on. */
export function NotFoundNotice() {
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-2xl font-semibold tracking-tight">There is nothing at this address</h1>
        <p className="max-w-md text-sm leading-6 text-balance text-muted-foreground">
          The link may be old, or what it led to was deleted. Links to another workspace do not open here either.
        </p>
      </div>
      <Button asChild>
        <Link href="/">Go to the start</Link>
      </Button>
    </>
  );
}
