import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** Otherwise the sizes of text in globals.css, such as `text-13`, would count as colours. */
const merge = extendTailwindMerge({ extend: { theme: { text: ["12", "13", "14", "16", "22"] } } });

/** Joins class names; the last of several conflicting Tailwind classes wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
