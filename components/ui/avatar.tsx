import { cn } from "./cn";

const sizes = { sm: "size-6 text-12", md: "size-8 text-12", lg: "size-10 text-14" };

interface AvatarProps {
  name: string;
  size?: keyof typeof sizes;
  className?: string;
}

/** A person's initials in a circle. Decorative: the name must be beside it or label its container. */
export function Avatar({ name, size = "md", className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex shrink-0 items-center justify-center rounded-full bg-secondary font-semibold text-secondary-foreground select-none",
        sizes[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

/** "Ada King Lovelace" → "AL"; whole characters in any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    ends
      .map((word) => Array.from(word ?? "")[0] ?? "")
      .join("")
      .toLocaleUpperCase() || "?"
  );
}
