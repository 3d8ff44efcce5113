export function twice(text) {
    return text + text;
}
