"use client";

import { Eye, EyeOff, RefreshCw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

interface TokenFieldProps {
  value: string;
  /** Whether a token is stored, which an empty field keeps. */
  isStored: boolean;
  error: string | undefined;
  onChange: (token: string) => void;
}

/** The verification token. What is typed can be shown; a stored token never is. */
export function TokenField({ value, isStored, error, onChange }: TokenFieldProps) {
  const [isShown, setShown] = useState(false);

  function generate() {
    onChange(crypto.randomUUID().replaceAll("-", ""));
    setShown(true);
  }

  return (
    <Field
      label="Verification token"
      error={error}
      hint={
        isStored
          ? "A token is stored and not shown. Leave this empty to keep it."
          : "Your system must know it too. Parley sends it as ?token= with every request. It is not shown again after saving."
      }
    >
      <span className="flex items-center gap-1">
        <Input
          type={isShown ? "text" : "password"}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-13"
          placeholder={isStored ? "••••••••" : ""}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <IconButton
          label={isShown ? "Hide the token" : "Show the token"}
          tooltip={false}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff /> : <Eye />}
        </IconButton>
        <Button variant="outline" onClick={generate}>
          <RefreshCw /> Generate
        </Button>
      </span>
    </Field>
  );
}
