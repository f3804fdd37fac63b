"use client";

import { useMutation } from "@tanstack/react-query";
import { Eye, EyeOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

interface IncomingCardProps {
  channelId: string;
  url: string;
  token: string;
}

/** How messages come in (CONTRACTS §1): address, token, and a command to try it with. */
export function IncomingCard({ channelId, url, token }: IncomingCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Messages in</CardTitle>
        <CardDescription>Your messenger posts each message here; the answer comes to your webhook.</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-5">
        <Field label="Address">
          <span className="flex gap-1.5">
            <Input readOnly value={url} className="font-mono text-[13px]" />
            <CopyButton text={url} label="Copy address" />
          </span>
        </Field>
        <TokenField channelId={channelId} token={token} />
        <CodeBlock title="Send a message" code={curl(url, token)} className="max-h-80" />
      </CardContent>
    </Card>
  );
}

function TokenField({ channelId, token }: { channelId: string; token: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const rotate = useMutation(trpc.channels.rotateToken.mutationOptions());
  const [shown, setShown] = useState(false);

  async function confirm() {
    await rotate.mutateAsync({ channelId });
    toast.success("There is a new token. Put it into your messenger.");
    router.refresh();
  }

  return (
    <Field label="Token" hint="Sent as Authorization: Bearer. Who has it can write as your customers.">
      <span className="flex gap-1.5">
        <Input readOnly type={shown ? "text" : "password"} value={token} className="font-mono text-[13px]" />
        <IconButton label={shown ? "Hide token" : "Show token"} onClick={() => setShown(!shown)}>
          {shown ? <EyeOff /> : <Eye />}
        </IconButton>
        <CopyButton text={token} label="Copy token" />
        <ConfirmDialog
          trigger={<Button variant="outline">New token</Button>}
          danger
          title="Make a new token?"
          description="The token before stops working at once: messages are refused until your messenger has the new one."
          confirmLabel="Make a new token"
          onConfirm={confirm}
        />
      </span>
    </Field>
  );
}

function curl(url: string, token: string): string {
  const body = {
    api_version: 1,
    message_id: "message-1",
    chat_id: "chat-1",
    text: "Where is my order A-1042?",
    message_sender: "customer",
    source: "John Doe",
  };
  return `curl ${url} \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(body, null, 2)}'`;
}
