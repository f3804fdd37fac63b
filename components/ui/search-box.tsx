"use client";

import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { cn } from "./cn";
import { Input } from "./input";

const TYPING_MS = 300;
const LONGEST_SEARCH = 200;

interface SearchBoxProps {
  /** What is looked for, for screen readers. */
  label: string;
  placeholder: string;
  search: string;
  onSearch: (search: string) => void;
  /** Of the box as a whole. */
  className?: string;
}

/** Where one types what to look for; asked once the typing rests. */
export function SearchBox({ label, placeholder, search, onSearch, className }: SearchBoxProps) {
  const [typed, setTyped] = useState(search);
  const [asked, setAsked] = useState(search);
  const [known, setKnown] = useState(search);
  // Cleared or changed from outside, by a link or the browser's Back; what was asked here comes back a moment later.
  if (search !== known) {
    setKnown(search);
    if (search !== asked) {
      setAsked(search);
      setTyped(search);
    }
  }
  const ask = useEffectEvent((text: string) => {
    setAsked(text);
    onSearch(text);
  });
  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(() => ask(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, asked]);

  return (
    <div className={cn("relative", className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={LONGEST_SEARCH}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="pl-8"
      />
    </div>
  );
}
