"use client";

import Link from "next/link";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";

export interface ErrorNoticeProps {
  error: unknown;
  retry: () => void;
}

/** Shown when a page fails: an explanation, a retry button and the reference in the server's log. */
export function ErrorNotice({ error, retry }: ErrorNoticeProps) {
  useEffect(() => {
    console.error(error);
  }, [error]);

  const reference = referenceOf(error);
  return (
    <>
      <div className="grid gap-2" role="alert">
        <h1 className="text-22 font-semibold tracking-tight">This page could not be loaded</h1>
        <p className="max-w-md text-14 leading-6 text-balance text-muted-foreground">
          Something went wrong on our side. Trying again often helps. Nothing that you saved is lost.
        </p>
        {reference && <p className="font-mono text-12 text-muted-foreground">Reference {reference}</p>}
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Button onClick={retry}>Try again</Button>
        <Button variant="outline" asChild>
          <Link href="/">Go to the home page</Link>
        </Button>
      </div>
    </>
  );
}

function referenceOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}
