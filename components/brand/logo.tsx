import { cn } from "@/components/ui/cn";

/** Parley's mark: a P in the shape of a speech bubble. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={cn("size-6 text-primary", className)}>
      <path
        fill="currentColor"
        d="M3.5 22.3V9.75A7.25 7.25 0 0 1 10.75 2.5h2.5a7.25 7.25 0 0 1 0 14.5H9.6l-5 5.6c-.4.4-1.1.2-1.1-.3Z"
      />
      <circle cx="9.4" cy="9.75" r="1.55" className="fill-background" />
      <circle cx="14.6" cy="9.75" r="1.55" className="fill-background" />
    </svg>
  );
}

/** The mark and the name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 text-16 font-semibold", className)}>
      <LogoMark />
      Parley
    </span>
  );
}
