import { cn } from "./cn";

const tones = {
  neutral: "bg-muted-foreground",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-destructive",
  info: "bg-info",
};

interface StatusDotProps {
  tone?: keyof typeof tones;
  /** The state as text beside the dot, for people who can't tell the colours apart. */
  label?: string;
  /** For an activity that is going on now. */
  pulse?: boolean;
  className?: string;
}

/** A state as a coloured dot. Without a label it is decorative. */
export function StatusDot({ tone = "neutral", label, pulse = false, className }: StatusDotProps) {
  return (
    <span className={cn("inline-flex items-center gap-2 text-13 leading-5", className)}>
      <span aria-hidden className="relative flex size-2 shrink-0">
        {pulse && <span className={cn("absolute inset-0 animate-ping rounded-full opacity-60", tones[tone])} />}
        <span className={cn("relative size-2 rounded-full", tones[tone])} />
      </span>
      {label}
    </span>
  );
}
