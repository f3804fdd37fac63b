import { cn } from "./cn";

const sizes = { sm: "size-6 text-12", md: "size-8 text-12", lg: "size-10 text-14" };

/** The hues of names, far enough apart to tell people from each other. Tailwind needs them as whole words. */
export const avatarHues = [
  "[--hue:15]",
  "[--hue:45]",
  "[--hue:75]",
  "[--hue:110]",
  "[--hue:145]",
  "[--hue:180]",
  "[--hue:215]",
  "[--hue:245]",
  "[--hue:275]",
  "[--hue:305]",
  "[--hue:335]",
] as const;

/** The same lightness for each hue, so that no name stands out; `avatar.test.ts` checks the contrast. */
export const avatarColours =
  "bg-[oklch(0.92_0.05_var(--hue))] text-[oklch(0.38_0.08_var(--hue))] dark:bg-[oklch(0.34_0.055_var(--hue))] dark:text-[oklch(0.91_0.05_var(--hue))]";

interface AvatarProps {
  name: string;
  /** The person's photo; the initials are shown without one, and until it is loaded. */
  photoId?: string | null;
  size?: keyof typeof sizes;
  className?: string;
}

/**
 * A person's photo in a circle, or their initials in a hue that belongs to the name. Decorative: the name must be beside it or label its
 * container.
 */
export function Avatar({ name, photoId = null, size = "md", className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={cn(
        "relative inline-flex shrink-0 items-center justify-center overflow-hidden rounded-full font-semibold select-none",
        avatarColours,
        hueOf(name),
        sizes[size],
        className,
      )}
    >
      {initials(name)}
      {photoId !== null && (
        // The photo is small and has an address that caches keep, so Next.js has nothing to improve.
        // oxlint-disable-next-line nextjs/no-img-element
        <img alt="" src={`/api/photos/${photoId}`} className="absolute inset-0 size-full object-cover" />
      )}
    </span>
  );
}

/** The hue of a name: the same one everywhere and always, in any case and with any spaces. */
export function hueOf(name: string): (typeof avatarHues)[number] {
  let hash = 0;
  for (const character of name.trim().toLowerCase().normalize("NFC").replace(/\s+/gu, " ")) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  }
  return avatarHues[hash % avatarHues.length] ?? avatarHues[0];
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
