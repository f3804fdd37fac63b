import { ExternalLink } from "lucide-react";
import Link from "next/link";

/** A link that opens in a new tab, so that the editor keeps its unsaved input. */
export function NewTabLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      target="_blank"
      className="inline-flex items-center gap-1 rounded-sm font-medium text-primary focus-ring hover:underline"
    >
      {children} <ExternalLink aria-hidden className="size-3" />
      <span className="sr-only">(opens in a new tab)</span>
    </Link>
  );
}
