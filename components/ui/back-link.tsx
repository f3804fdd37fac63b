import { ArrowLeft } from "lucide-react";
import Link from "next/link";

/** A link to the page above this one. */
export function BackLink({ href, label }: { href: string; label: string }) {
  return (
    <Link
      href={href}
      className="inline-flex w-fit items-center gap-1.5 rounded-sm text-13 text-muted-foreground focus-ring hover:text-foreground"
    >
      <ArrowLeft aria-hidden className="size-3.5" /> {label}
    </Link>
  );
}
