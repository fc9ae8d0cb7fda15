/** Loaded before Baton (`node --import`): says which libraries it has imported by the time it is asked, each as Baton names it. */
import { registerHooks } from 'node:module';

const libraries = new Set<string>();

registerHooks({
  resolve(specifier, context, next) {
    const isOurs = context.parentURL?.includes('/src/') && !context.parentURL.includes('/node_modules/');
    if (isOurs && /^[a-z@]/.test(specifier) && !specifier.startsWith('node:')) libraries.add(specifier);
    return next(specifier, context);
  },
});

process.on('message', () => process.send?.([...libraries]));
process.channel?.unref();
