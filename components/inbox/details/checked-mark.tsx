import { BadgeCheck, CircleHelp } from "lucide-react";

const LOOK =
  "inline-flex shrink-0 align-bottom items-center gap-1 text-12 leading-5 whitespace-nowrap [&_svg]:size-3.5";

/** Marks what a visitor's browser has sent, so that nobody takes it for checked. The short form shows only the icon. */
export function NotVerified({ isShort = false }: { isShort?: boolean }) {
  return (
    <span className={`${LOOK} text-muted-foreground`} title="The visitor’s browser sent this. Nobody has checked it.">
      <CircleHelp aria-hidden />
      <span className={isShort ? "sr-only" : undefined}>Not verified</span>
      <span className="sr-only">: the visitor’s browser sent this</span>
    </span>
  );
}

/** Marks what the website's own server has vouched for. */
export function Verified() {
  return (
    <span className={`${LOOK} text-success-soft-foreground`} title="The website’s server vouches for this.">
      <BadgeCheck aria-hidden /> Verified
      <span className="sr-only">: the website’s server vouches for this</span>
    </span>
  );
}
