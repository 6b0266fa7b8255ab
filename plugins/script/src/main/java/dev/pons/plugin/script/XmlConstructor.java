package dev.pons.plugin.script;

import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.xml.XMLObject;

import java.util.List;

/**
 * The constructors {@code XML} and {@code XMLList} without a way to their prototypes, which are XML
 * themselves and cannot be sealed. Settings stand here and cannot be changed.
 */
final class XmlConstructor extends BaseFunction {

    private static final long serialVersionUID = 1L;

    private static final List<String> METHODS =
            List.of(
                    "addNamespace",
                    "appendChild",
                    "attribute",
                    "attributes",
                    "child",
                    "childIndex",
                    "children",
                    "comments",
                    "contains",
                    "copy",
                    "descendants",
                    "elements",
                    "hasComplexContent",
                    "hasOwnProperty",
                    "hasSimpleContent",
                    "inScopeNamespaces",
                    "insertChildAfter",
                    "insertChildBefore",
                    "length",
                    "localName",
                    "name",
                    "namespace",
                    "namespaceDeclarations",
                    "nodeKind",
                    "normalize",
                    "parent",
                    "prependChild",
                    "processingInstructions",
                    "propertyIsEnumerable",
                    "removeNamespace",
                    "replace",
                    "setChildren",
                    "setLocalName",
                    "setName",
                    "setNamespace",
                    "text",
                    "toSource",
                    "toString",
                    "toXMLString",
                    "valueOf");

    private final String name;
    private final transient Function original;

    private XmlConstructor(String name, Function original) {
        this.name = name;
        this.original = original;
    }

    static void define(Session session, ScriptableObject scope) {
        for (var name : List.of("XML", "XMLList")) {
            var original = (Function) ScriptableObject.getProperty(scope, name);
            var one = new XmlConstructor(name, original);
            ScriptRuntime.setFunctionProtoAndParent(one, session, scope);
            for (var setting :
                    List.of(
                            "ignoreComments",
                            "ignoreProcessingInstructions",
                            "ignoreWhitespace",
                            "prettyPrinting",
                            "prettyIndent")) {
                if (original.has(setting, original)) {
                    one.defineProperty(
                            setting, original.get(setting, original), ScriptableObject.READONLY);
                }
            }
            scope.defineProperty(name, one, ScriptableObject.DONTENUM);
            seal((XMLObject) ScriptableObject.getProperty(original, "prototype"), session);
        }
    }

    private static void seal(XMLObject prototype, Session session) {
        for (var method : METHODS) {
            if (prototype.getFunctionProperty(session, method) instanceof ScriptableObject found) {
                found.sealObject();
            }
        }
    }

    @Override
    public String getFunctionName() {
        return name;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public boolean hasInstance(Scriptable instance) {
        return instance instanceof XMLObject && instance.getClassName().equals(name);
    }

    @Override
    protected boolean hasPrototypeProperty() {
        return false;
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
        return original.call(context, scope, self, arguments);
    }

    @Override
    public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
        return original.construct(context, scope, arguments);
    }
}
