"use client";

import { Eye, EyeOff } from "lucide-react";
import Link from "next/link";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { ApiAccess } from "./api-samples";

interface ApiAccessFieldsProps {
  access: ApiAccess;
  /** Whether the token is visible, here and in the samples. */
  shown: boolean;
  onShow: (shown: boolean) => void;
  settingsHref: string;
}

/** The address for posting messages, and the token to send with them. */
export function ApiAccessFields({ access: { url, token }, shown, onShow, settingsHref }: ApiAccessFieldsProps) {
  return (
    <div className="grid gap-5">
      <Field label="Address">
        <span className="flex items-center gap-1">
          <Input readOnly value={url} className="font-mono text-13" />
          <CopyButton text={url} label="Copy address" />
        </span>
      </Field>
      <Field
        label="Token"
        hint={
          <>
            Keep it secret: anyone who has it can write as your customers. Create a new one under{" "}
            <Link href={settingsHref} className="underline underline-offset-2">
              Settings
            </Link>
            .
          </>
        }
      >
        <span className="flex items-center gap-1">
          <Input readOnly type={shown ? "text" : "password"} value={token} className="font-mono text-13" />
          <IconButton size="sm" label={shown ? "Hide token" : "Show token"} onClick={() => onShow(!shown)}>
            {shown ? <EyeOff /> : <Eye />}
          </IconButton>
          <CopyButton text={token} label="Copy token" />
        </span>
      </Field>
    </div>
  );
}
