export declare function twice(text: string): string;
//# sourceMappingURL=util.d.ts.map