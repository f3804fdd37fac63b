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

/** How messages come in (CONTRACTS §1): the address, the token and a command to test them. */
export function IncomingCard({ channelId, url, token }: IncomingCardProps) {
  const [shown, setShown] = useState(false);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Messages in</CardTitle>
        <CardDescription>Your messenger posts each message here; the answer comes to your webhook.</CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <Field label="Address">
          <span className="flex items-center gap-1">
            <Input readOnly value={url} className="font-mono text-13" />
            <CopyButton text={url} label="Copy address" />
          </span>
        </Field>
        <TokenField channelId={channelId} token={token} shown={shown} onShow={setShown} />
        <div className="grid gap-1.5">
          <CodeBlock
            title="Send a message"
            code={curl(url, shown ? token : "•".repeat(12))}
            copied={curl(url, token)}
            wrap
            className="max-h-96"
          />
          <p className="text-13 leading-5 text-muted-foreground">
            Run it in a terminal and the conversation appears on this page. Each message needs its own message_id;
            sending the same one again changes nothing.
          </p>
        </div>
      </CardContent>
    </Card>
  );
}

interface TokenFieldProps {
  channelId: string;
  token: string;
  shown: boolean;
  onShow: (shown: boolean) => void;
}

function TokenField({ channelId, token, shown, onShow }: TokenFieldProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const rotate = useMutation(trpc.channels.rotateToken.mutationOptions());

  async function confirm() {
    await rotate.mutateAsync({ channelId });
    toast.success("The new token is ready. Put it into your messenger.");
    router.refresh();
  }

  return (
    <Field
      label="Token"
      hint="Sent as Authorization: Bearer. Anyone who has it can write as your customers."
      aside={
        <ConfirmDialog
          trigger={
            <Button variant="link" className="text-12">
              New token
            </Button>
          }
          danger
          title="Create a new token?"
          description="The current token stops working immediately: messages are refused until your messenger has the new one."
          confirmLabel="Create token"
          onConfirm={confirm}
        />
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
  );
}

function curl(url: string, token: string): string {
  const body = {
    api_version: 1,
    // The shell inserts the time, so that the command can be repeated.
    message_id: "'$(date +%s)'",
    chat_id: "chat-1",
    text: "Where is my order A-1042?",
    message_sender: "customer",
    source: "Terminal",
    client_name: "John Doe",
  };
  return `curl ${url} \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(body, null, 2)}'`;
}
