import type { Metadata } from "next";
import Link from "next/link";
import { Logo } from "@/components/brand/logo";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-6 py-16 text-center">
      <Logo />
      <div className="grid gap-2">
        <h1 className="text-2xl font-semibold tracking-tight">There is nothing at this address</h1>
        <p className="max-w-md text-sm leading-6 text-balance text-muted-foreground">
          The link may be old, or what it led to was deleted. Links to another workspace do not open here either.
        </p>
      </div>
      <Button asChild>
        <Link href="/">Go to the start</Link>
      </Button>
    </main>
  );
}
