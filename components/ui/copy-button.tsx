"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { IconButton } from "./icon-button";

interface CopyButtonProps {
  /** The text to copy. */
  text: string;
  /** The button's label: "Copy address". */
  label?: string;
  className?: string;
}

/** Copies a text to the clipboard and confirms it. */
export function CopyButton({ text, label = "Copy", className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.error("Your browser did not allow copying. Select the text and copy it by hand.");
    }
  }

  return (
    <>
      <IconButton label={copied ? "Copied" : label} size="sm" onClick={copy} className={className}>
        {copied ? <Check className="text-success" /> : <Copy />}
      </IconButton>
      <output className="sr-only">{copied ? "Copied" : ""}</output>
    </>
  );
}
