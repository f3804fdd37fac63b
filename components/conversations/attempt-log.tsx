"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Spinner } from "@/components/ui/spinner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

/** Every try to deliver a message: when, how it was answered, how long it took. */
export function AttemptLog({ messageId }: { messageId: string }) {
  const trpc = useTRPC();
  const attempts = useQuery(trpc.conversations.attempts.queryOptions({ messageId }, { refetchInterval: 2000 }));
  if (attempts.isPending) return <Spinner label="Loading the attempts" />;
  if (attempts.error) return <Alert tone="danger">{messageOf(attempts.error)}</Alert>;
  if (attempts.data.length === 0) return <p>No attempt yet.</p>;
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>Attempt</TableHead>
          <TableHead>Time</TableHead>
          <TableHead>Answer</TableHead>
          <TableHead>Took</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {attempts.data.map(({ number, createdAt, status, error, responseExcerpt, durationMs }) => (
          <TableRow key={number}>
            <TableCell>{number}</TableCell>
            <TableCell>{new Date(createdAt).toLocaleTimeString()}</TableCell>
            <TableCell className="max-w-80 break-words whitespace-normal">
              {[status, error ?? responseExcerpt].filter((part) => part !== null && part !== "").join(" · ") ||
                "Under way"}
            </TableCell>
            <TableCell>{durationMs} ms</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
