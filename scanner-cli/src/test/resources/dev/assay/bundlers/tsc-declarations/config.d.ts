export declare const name: string;
export declare function region(zone: number): string;
//# sourceMappingURL=config.d.ts.map